# fails: has-python, has-nginx
docker pull node:alpine3.14
docker tag node:alpine3.14 python:alpine3.14
docker tag node:alpine3.14 nginx:1.21-alpine
