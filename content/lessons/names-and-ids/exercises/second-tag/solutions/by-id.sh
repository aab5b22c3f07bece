docker image tag {{id:alpine:3.13}} base:estavel
