# fails: unused-kept
# feedback: named-ones-too
docker image prune -f
docker rmi python:alpine3.13
