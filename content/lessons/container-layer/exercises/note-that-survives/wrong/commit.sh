# fails: other-running, other-clean, image-unchanged
# feedback: committed-over-the-image
docker exec caderno sh -c 'echo camadas > /nota.txt'
docker restart -t 0 caderno
docker commit caderno alpine:3.13
docker run -d --name outro alpine:3.13 sleep 9999
