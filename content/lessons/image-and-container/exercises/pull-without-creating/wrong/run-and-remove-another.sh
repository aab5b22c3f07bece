# fails: image-here, never-created, holds-after-the-tag-moves
# feedback: container-was-born
docker run --rm alpine:3.14 true
