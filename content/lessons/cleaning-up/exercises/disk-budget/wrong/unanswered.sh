# fails: in-budget, none-dangling
# feedback: not-confirmed
docker system prune < /dev/null
