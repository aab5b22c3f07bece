# fails: same-image, holds-among-others
# feedback: another-image
docker run --name x1 alpine:3.13 true
docker commit x1 base:estavel
