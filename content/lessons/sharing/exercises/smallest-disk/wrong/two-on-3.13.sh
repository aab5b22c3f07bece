# fails: within-budget
# feedback: two-on-the-old
docker pull node:alpine3.13
docker pull python:alpine3.13
docker pull nginx:1.21-alpine
