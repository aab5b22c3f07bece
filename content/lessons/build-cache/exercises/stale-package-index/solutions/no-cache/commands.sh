docker build -t ferramenta:1 .
