# fails: in-budget
# feedback: sizes-summed
docker rm lixo
docker rmi loja/api:1.0
docker image prune -f
