# fails: in-budget
# feedback: only-dangling
docker rmi -f python:alpine3.14 loja/api:1.0 hello-world
docker image prune -f
docker builder prune -f
