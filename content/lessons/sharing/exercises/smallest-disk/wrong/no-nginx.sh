# fails: has-nginx
docker pull node:alpine3.13
docker pull python:alpine3.13
