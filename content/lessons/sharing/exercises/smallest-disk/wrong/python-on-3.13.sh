# fails: within-budget
# feedback: python-alone
docker pull node:alpine3.14
docker pull python:alpine3.13
docker pull nginx:1.21-alpine
