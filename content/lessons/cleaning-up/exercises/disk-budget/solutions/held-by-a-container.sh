docker run -d --name segura loja/api:1.1 sleep 9999
docker system prune -a -f
