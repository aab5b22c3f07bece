docker image rm --force alpine:3.13 && docker restart guarda
