# fails: unused-kept, current-kept, other-day
# feedback: took-the-unused
docker image prune -a -f
