# fails: same-image, holds-among-others
# feedback: pulled
docker pull base:estavel
