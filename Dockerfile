# One pattern for the six services:
#   docker build --build-arg SERVICE=core-service -t agentworks/core-service .
# after `mvn -DskipTests package` with JAVA_HOME at a JDK 25: an older one leaves out the wiring that is trained here.
# BASE must hold a JDK 25 runtime with the user tools of a minimal Linux.
ARG BASE=eclipse-temurin:25-jre

# The jar is taken apart: libraries change rarely and make a layer of their own.
FROM ${BASE} AS extract
ARG SERVICE
WORKDIR /extract
COPY ${SERVICE}/target/${SERVICE}.jar service.jar
RUN java -Djarmode=tools -jar service.jar extract --layers --destination layers

FROM ${BASE}
ENV JAVA_TOOL_OPTIONS=""
WORKDIR /app
COPY --from=extract /extract/layers/dependencies/ ./
COPY --from=extract /extract/layers/spring-boot-loader/ ./
COPY --from=extract /extract/layers/snapshot-dependencies/ ./
COPY --from=extract /extract/layers/application/ ./

# Spring's beans are wired as the build found them, and the JDK keeps what a start has loaded and linked. The same options,
# jars and paths must be used for training and running. What the compiler gave back goes back to the system, too. Large pages
# for heap and code make a call cheaper, small headers of objects the heap smaller.
ENV JVM_OPTIONS="-XX:+UseSerialGC -XX:+UseTransparentHugePages -XX:+UseCompactObjectHeaders -XX:MaxRAMPercentage=60 -Xss512k -XX:TrimNativeHeapInterval=5000 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED -Dspring.aot.enabled=true"
RUN java ${JVM_OPTIONS} -XX:AOTCacheOutput=/app/classes.aot -Dspring.context.exit=onRefresh \
    -Dspring.profiles.active=training -jar service.jar && test -s /app/classes.aot

# where a volume for files may be mounted
RUN install -d -o 10001 -g 10001 /files
USER 10001:10001
EXPOSE 8080
ENV AGENTWORKS_PORT=8080 AGENTWORKS_BIND_ADDRESS=0.0.0.0
ENTRYPOINT ["sh", "-c", "exec java ${JVM_OPTIONS} -XX:AOTCache=/app/classes.aot -jar service.jar"]
