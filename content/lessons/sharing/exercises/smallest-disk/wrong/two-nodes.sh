# fails: within-budget
docker pull node:alpine3.13
docker pull node:alpine3.14
docker pull python:alpine3.14
docker pull nginx:1.21-alpine
