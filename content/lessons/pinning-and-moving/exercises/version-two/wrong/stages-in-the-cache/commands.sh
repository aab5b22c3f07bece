# fails: disk-small
# feedback: package-cache-left
docker build -t loja/api:2.0 .
docker rm api-antiga
docker rmi loja/api:1.0
docker run -d --name api loja/api:2.0 sleep 9999
