# fails: within-budget
# feedback: latest-python
docker pull node:alpine3.14
docker pull python
docker pull nginx:1.21-alpine
