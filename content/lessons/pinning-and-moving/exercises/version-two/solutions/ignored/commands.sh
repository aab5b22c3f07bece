docker pull node:alpine3.13
docker build -t loja/api:2.0 .
docker run -d --name api loja/api:2.0 sleep 9999
docker container prune -f
docker rmi loja/api:1.0
