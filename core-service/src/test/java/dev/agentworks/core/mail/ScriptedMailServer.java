package dev.agentworks.core.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that answers every recipient alike and takes every text. */
final class ScriptedMailServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final String answerToRecipients;

    ScriptedMailServer(String answerToRecipients) throws IOException {
        this.answerToRecipients = answerToRecipients;
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    /** All lines that clients sent. */
    List<String> received() {
        return received;
    }

    private void serve() {
        try {
            while (!socket.isClosed()) {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> converse(client));
            }
        } catch (SocketException closed) {
            received.add("closed");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void converse(Socket client) {
        try (client;
                var lines =
                        new BufferedReader(
                                new InputStreamReader(
                                        client.getInputStream(), StandardCharsets.UTF_8))) {
            say(client, "220 scripted");
            boolean isText = false;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                received.add(line);
                var command = line.toUpperCase(Locale.ROOT);
                if (isText) {
                    isText = !line.equals(".");
                    if (!isText) {
                        say(client, "250 taken");
                    }
                } else if (command.startsWith("RCPT")) {
                    say(client, answerToRecipients);
                } else if (command.equals("DATA")) {
                    isText = true;
                    say(client, "354 go on");
                } else if (command.equals("QUIT")) {
                    say(client, "221 bye");
                    return;
                } else {
                    say(client, "250 ok");
                }
            }
        } catch (IOException failure) {
            received.add(failure.toString());
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
