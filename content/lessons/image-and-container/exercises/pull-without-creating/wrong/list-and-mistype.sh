# fails: image-here, holds-after-the-tag-moves
docker images
docker pull alpine:3.31
