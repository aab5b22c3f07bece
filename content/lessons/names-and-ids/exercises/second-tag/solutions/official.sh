docker tag alpine:3.13 base:estavel
