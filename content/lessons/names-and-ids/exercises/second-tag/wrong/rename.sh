# fails: same-image, holds-among-others
# feedback: old-name-lost
docker tag alpine:3.13 base:estavel
docker rmi alpine:3.13
