# fails: current-kept, other-day
# feedback: removed-the-current
docker image prune -f
docker rmi app:1
