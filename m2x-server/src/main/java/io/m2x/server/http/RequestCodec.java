package io.m2x.server.http;

import java.util.ArrayDeque;
import java.util.Queue;

import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.HttpStatusClass;
import reactor.netty.http.HttpDecoderSpec;

/**
 * Replaces Netty's codec, whose decoder has no setting for what {@link RequestDecoder}
 * does.
 */
final class RequestCodec extends CombinedChannelDuplexHandler<RequestDecoder, HttpResponseEncoder> {

	RequestCodec(HttpDecoderSpec<?> settings) {
		Queue<HttpMethod> methods = new ArrayDeque<>();
		HttpDecoderConfig config = new HttpDecoderConfig().setMaxInitialLineLength(settings.maxInitialLineLength())
			.setMaxHeaderSize(settings.maxHeaderSize())
			.setMaxChunkSize(settings.maxChunkSize())
			.setInitialBufferSize(settings.initialBufferSize())
			.setAllowPartialChunks(settings.allowPartialChunks())
			.setValidateHeaders(settings.validateHeaders());
		init(new RequestDecoder(config, methods), new Encoder(methods));
	}

	/**
	 * Matches responses to requests: responses to HEAD have no body.
	 */
	private static final class Encoder extends HttpResponseEncoder {

		private final Queue<HttpMethod> methods;

		Encoder(Queue<HttpMethod> methods) {
			this.methods = methods;
		}

		@Override
		protected boolean isContentAlwaysEmpty(HttpResponse response) {
			boolean last = response.status().codeClass() != HttpStatusClass.INFORMATIONAL;
			boolean head = last && HttpMethod.HEAD.equals(this.methods.poll());
			return head || super.isContentAlwaysEmpty(response);
		}

	}

}
