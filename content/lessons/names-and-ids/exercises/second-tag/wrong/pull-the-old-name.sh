# fails: same-image, holds-among-others
docker pull alpine:3.13
