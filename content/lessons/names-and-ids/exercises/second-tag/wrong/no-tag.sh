# fails: same-image, holds-among-others
# feedback: no-tag
docker tag alpine:3.13 base
