# fails: in-budget
# feedback: only-dangling
docker image prune -f
