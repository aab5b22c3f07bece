# fails: new-version-kept
# feedback: pruned-what-you-need
docker create --name segura loja/api:1.1
docker system prune -a -f
