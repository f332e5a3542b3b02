package io.csta.service.http;

import io.csta.service.jobs.JobRequest;
import io.csta.summary.SummaryOption;
import io.csta.summary.ValueSyntax;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Locale;
import java.util.Map;
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
        document.getComponents().getSchemas().forEach((name, schema) -> {
            if (SubmissionForm.SCHEMAS.contains(name)) {
                addTo(schema);
            }
        });
        addTo(document.getPaths().getPathItem(JobView.PATH).getPOST());
    }

    /** Without examples, because Swagger UI would send them together with a form. */
    private static void addTo(Operation submission) {
        for (SummaryOption<?> option : RequestOptions.OPTIONS) {
            submission.addParameter(OASFactory.createParameter()
                    .name(JobRequest.member(option))
                    .in(Parameter.In.QUERY)
                    .description(option.help() + " Only if the body is the video.")
                    .schema(schema(option).examples(null).defaultValue(null)));
        }
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
