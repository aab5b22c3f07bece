docker pull alpine:3.13
docker pull alpine:3.13.5
docker tag alpine:3.13.5 fixa:1
docker rmi alpine:3.13.5
