# fails: other-day
docker rmi $(docker images -q -f dangling=true | head -n 2)
