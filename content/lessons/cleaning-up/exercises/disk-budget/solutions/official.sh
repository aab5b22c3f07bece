docker rm lixo
docker rmi python:alpine3.14 loja/api:1.0 hello-world
docker system prune -f
