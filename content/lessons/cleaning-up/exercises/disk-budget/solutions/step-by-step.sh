docker rm lixo
docker create --name segura loja/api:1.1
docker image prune -a -f
docker builder prune -f
