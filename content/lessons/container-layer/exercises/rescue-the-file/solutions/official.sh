docker ps -a
docker diff bold_noether
docker commit bold_noether resgate:1
