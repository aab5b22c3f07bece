docker pull alpine:3.13
