# fails: old-gone, disk-small
# feedback: old-container-holds-on
docker build -t loja/api:2.0 .
docker rmi -f loja/api:1.0
docker run -d --name api loja/api:2.0 sleep 9999
