docker rm $(docker ps -aq -f status=exited)
docker image prune --all --force
