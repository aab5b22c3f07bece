# fails: web-kept
# feedback: web-stopped
docker stop web
docker rm lixo
docker rmi python:alpine3.14 loja/api:1.0
docker image prune -f
docker builder prune -f
