docker pull nginx:1.21-alpine
docker pull python:alpine3.13
docker rmi python:alpine3.13
docker pull python:alpine3.14
docker pull node:alpine3.14
