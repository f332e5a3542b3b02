package io.csta.service.http;

import io.csta.service.jobs.JobRequest;
import io.csta.summary.SummaryOption;
import io.csta.summary.ValueSyntax;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;

/**
 * Adds the options of summaries to the description of the API, as the library declares them: to the schemas of requests, and as
 * query parameters of the request whose body is the video.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public class OptionSchemas implements OASFilter {

    private static final Map<String, String> FORMATS = Map.of("number", "double", "integer", "int32");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        Map<String, Schema> schemas =
                Objects.requireNonNull(document.getComponents()).getSchemas();
        schemas.forEach((name, schema) -> {
            if (SubmissionForm.SCHEMAS.contains(name)) {
                addTo(schema);
            }
        });
        Operation submission = document.getPaths().getPathItem(JobView.PATH).getPOST();
        addTo(submission);
        Objects.requireNonNull(schemas.get(SubmissionForm.OPTIONS))
                .getProperties()
                .forEach((name, schema) -> addTo(submission, name, schema));
    }

    /** Without examples, because Swagger UI would send them together with a form. */
    private static void addTo(Operation submission) {
        for (SummaryOption<?> option : RequestOptions.OPTIONS) {
            if (!option.equals(SummaryOption.MODEL)) {
                submission.addParameter(parameter(JobRequest.member(option), option.help())
                        .schema(schema(option).examples(null).defaultValue(null)));
            }
        }
    }

    /** Adds an option that {@link SubmissionForm} declares, unless it is one of the library. */
    private static void addTo(Operation submission, String name, Schema schema) {
        boolean isKnown = submission.getParameters().stream()
                .anyMatch(parameter -> parameter.getName().equals(name));
        if (!isKnown) {
            submission.addParameter(parameter(name, schema.getDescription())
                    .schema(OASFactory.createSchema()
                            .type(schema.getType())
                            .minimum(schema.getMinimum())
                            .maximum(schema.getMaximum())));
        }
    }

    private static Parameter parameter(String name, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .description(description + " Only if the body is the video.");
    }

    private static void addTo(Schema schema) {
        for (SummaryOption<?> option : RequestOptions.OPTIONS) {
            if (!option.equals(SummaryOption.MODEL)) {
                schema.addProperty(JobRequest.member(option), schema(option));
            }
        }
    }

    /** Whether an option cannot be combined with an earlier one, because Swagger UI sends all examples. */
    private static boolean isExcluded(SummaryOption<?> option) {
        return SummaryOption.EXCLUSIVE.indexOf(option) > 0;
    }

    private static Schema schema(SummaryOption<?> option) {
        ValueSyntax<?> syntax = option.syntax();
        Schema schema = OASFactory.createSchema()
                .addType(Schema.SchemaType.valueOf(syntax.json().toUpperCase(Locale.ROOT)))
                .description(option.help());
        Optional.ofNullable(FORMATS.get(syntax.json())).ifPresent(schema::format);
        syntax.words().forEach(schema::addEnumeration);
        if (!syntax.example().isEmpty() && !isExcluded(option)) {
            schema.addExample(syntax.json().equals("string") ? syntax.example() : option.value(syntax.example()));
        }
        if (option.isFlag()) {
            schema.defaultValue(option.defaultValue().orElseThrow());
        }
        return schema;
    }
}
