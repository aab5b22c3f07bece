docker container rm velho
docker image rm {{id:alpine:3.13}}
