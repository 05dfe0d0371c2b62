package dev.agentworks.local.llm.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTests {

    @Test
    void fillsInValuesAndLeavesOtherBracesAlone() {
        var template = Template.of("greeting", "Hello {{name}}, `${value}` { {{count}} } 100%");

        assertThat(template.render(Map.of("name", "{{Ada}}", "count", 2)))
                .isEqualTo("Hello {{Ada}}, `${value}` { 2 } 100%");
    }

    @Test
    void repeatsABlockForEachItemAndTakesItsTagsAway() {
        var template =
                Template.of(
                        "list",
                        """
                        Things:
                        {{#each things}}
                        - {{this}} of {{owner}}
                        {{/each}}
                        {{#each rows}}| {{this.a}} | {{this.b}} |{{/each}}
                        """);

        assertThat(
                        template.render(
                                Map.of(
                                        "things",
                                        List.of("one", "two"),
                                        "owner",
                                        "Ada",
                                        "rows",
                                        List.of(Map.of("a", 1, "b", 2)))))
                .isEqualTo("Things:\n- one of Ada\n- two of Ada\n| 1 | 2 |\n");
    }

    @Test
    void leavesABlockOutWhenItsValueIsEmpty() {
        var template = Template.of("chapter", "{{#if items}}\n## Items\n{{/if}}\nEnd\n");

        assertThat(template.render(Map.of("items", List.of()))).isEqualTo("End\n");
        assertThat(template.render(Map.of("items", List.of("x")))).isEqualTo("## Items\nEnd\n");
    }

    @Test
    void refusesAPlaceholderWithoutValue() {
        var template = Template.of("greeting", "Hello {{name}}");

        assertThatThrownBy(() -> template.render(Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("greeting needs a value for name");
    }

    @Test
    void refusesAValueWithoutPlaceholder() {
        var template = Template.of("greeting", "Hello {{name}}");

        assertThatThrownBy(() -> template.render(Map.of("name", "Ada", "age", 36)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("greeting has no placeholder age");
    }

    @Test
    void refusesAFieldThatAnItemDoesNotHave() {
        var template = Template.of("list", "{{#each rows}}{{this.b}}{{/each}}");

        assertThatThrownBy(() -> template.render(Map.of("rows", List.of(Map.of("a", 1)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("list needs a value for this.b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{{#if a}}", "{{/if}}", "{{#each a}}{{/if}}", "{{#unless a}}{{/unless}}"})
    void refusesBlocksThatDoNotFit(String source) {
        assertThatThrownBy(() -> Template.of("broken", source))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("broken");
    }

    @Test
    void namesTheTextThatAFileDoesNotHave() {
        assertThatThrownBy(() -> Texts.of("copilot").line("none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("copilot has no text none");
        assertThatThrownBy(() -> Texts.of("none"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no resource agents/none.md");
    }
}
