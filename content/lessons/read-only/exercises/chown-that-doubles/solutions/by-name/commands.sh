docker build --tag dados:1 .
