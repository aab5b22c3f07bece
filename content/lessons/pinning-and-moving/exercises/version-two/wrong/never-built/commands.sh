# fails: api-running, new-code, dependencies, no-secret
docker rm api-antiga
docker image prune -a -f
