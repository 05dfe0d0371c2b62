package dev.agentworks.core.comment;

import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.MemberNames;
import dev.agentworks.core.workspace.MemberNames.Named;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Finds the members that a person names in a text: {@code @} and their name or address as the
 * workspace knows it, or {@code @user:<id>}. Stored texts hold ids, so that a name that changes is
 * shown as it is; code is left alone.
 */
@Component
class Mentions {

    private static final Pattern CODE = Pattern.compile("(?s)```.*?(```|\\z)|`[^`\\n]*`");
    private static final Pattern BY_ID =
            Pattern.compile(
                    "@user:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})",
                    Pattern.CASE_INSENSITIVE);

    private final MemberNames names;

    Mentions(MemberNames names) {
        this.names = names;
    }

    /** A text with ids in the place of names, and who is named in it. */
    record Marked(String body, List<UserId> people) {}

    /** The name of one member, or what they are called by. */
    private record Handle(String text, UserId person) {}

    /**
     * Marks the members that the text names.
     *
     * @throws ProblemException {@code invalid-request} when an id in it is no member's
     */
    Marked mark(String body, WorkspaceId workspace) {
        if (body.indexOf('@') < 0) {
            return new Marked(body, List.of());
        }
        var members = names.of(workspace);
        var handles = handles(members);
        var people = new LinkedHashSet<UserId>();
        var marked = new StringBuilder();
        var code = CODE.matcher(body);
        var from = 0;
        while (code.find()) {
            marked.append(mark(body.substring(from, code.start()), handles, members, people));
            marked.append(code.group());
            from = code.end();
        }
        marked.append(mark(body.substring(from), handles, members, people));
        return new Marked(marked.toString(), List.copyOf(people));
    }

    /** The text as it is read, with the names as they are today. */
    static String shown(String body, Map<UUID, String> named) {
        return BY_ID.matcher(body)
                .replaceAll(match -> {
                    var name = named.get(UUID.fromString(match.group(1)));
                    return Matcher.quoteReplacement(name == null ? match.group() : "@" + name);
                });
    }

    /** The longest first: "@Ann Lee" is not Ann. */
    private static List<Handle> handles(List<Named> members) {
        return members.stream()
                .flatMap(member ->
                        Stream.of(
                                new Handle("@" + member.name().strip(), member.id()),
                                new Handle("@" + member.email(), member.id())))
                .filter(handle -> handle.text().length() > 1)
                .sorted(
                        Comparator.comparingInt((Handle handle) -> handle.text().length())
                                .reversed())
                .toList();
    }

    private static String mark(
            String text, List<Handle> handles, List<Named> members, Set<UserId> people) {
        var marked = new StringBuilder();
        var at = 0;
        while (at < text.length()) {
            if (text.charAt(at) != '@' || !beginsWord(text, at)) {
                marked.append(text.charAt(at++));
                continue;
            }
            var byId = BY_ID.matcher(text).region(at, text.length());
            if (byId.lookingAt()) {
                var person = member(UUID.fromString(byId.group(1)), members);
                people.add(person);
                marked.append("@user:").append(person);
                at = byId.end();
                continue;
            }
            var start = at;
            var handle = handles.stream().filter(it -> stands(it.text(), text, start)).findFirst();
            if (handle.isPresent()) {
                people.add(handle.get().person());
                marked.append("@user:").append(handle.get().person());
                at += handle.get().text().length();
            } else {
                marked.append(text.charAt(at++));
            }
        }
        return marked.toString();
    }

    private static boolean beginsWord(String text, int at) {
        return at == 0 || !isPartOfWord(text.codePointBefore(at));
    }

    private static boolean stands(String handle, String text, int at) {
        var end = at + handle.length();
        return text.regionMatches(true, at, handle, 0, handle.length())
                && (end == text.length() || !isPartOfWord(text.codePointAt(end)));
    }

    private static boolean isPartOfWord(int letter) {
        return Character.isLetterOrDigit(letter) || letter == '_';
    }

    private static UserId member(UUID id, List<Named> members) {
        return members.stream()
                .map(Named::id)
                .filter(it -> it.value().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new ProblemException(
                                        CommonError.INVALID_REQUEST,
                                        "The comment mentions somebody who is no member of the workspace.")
                                .invalid("/body", "must mention members only"));
    }
}
