# fails: api-running, new-code, dependencies, no-secret
# feedback: pruned-the-new-one
docker build -t loja/api:2.0 .
docker system prune -a -f
docker run -d --name api loja/api:2.0 sleep 9999
