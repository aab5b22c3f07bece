# fails: within-budget
# feedback: latest-node
docker pull node
docker pull python:alpine3.14
docker pull nginx:1.21-alpine
