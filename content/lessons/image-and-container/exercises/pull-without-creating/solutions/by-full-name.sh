docker image pull docker.io/library/alpine:3.13
