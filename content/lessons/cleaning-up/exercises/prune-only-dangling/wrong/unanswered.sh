# fails: none-dangling, other-day
# feedback: not-confirmed
docker image prune < /dev/null
