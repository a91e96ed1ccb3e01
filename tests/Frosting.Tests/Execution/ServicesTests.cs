using Cake.Core;
using Cake.Core.Composition;
using Microsoft.Extensions.DependencyInjection;

namespace Cake.Frosting.Tests.Execution;

public sealed class ServicesTests
{
    [Fact]
    public void Tasks_and_lifetimes_share_the_hosts_context_and_services()
    {
        TestHost host = new TestHost().Task<Greet>().With(host => host
            .UseContext<GreetingContext>()
            .UseLifetime<GreetingLifetime>()
            .ConfigureServices(services => services.AddSingleton(new Greeting("Hello"))));
        Assert.Equal(0, host.Run("-t", "Greet", "--name=Ada"));
        Assert.Equal(["setup for Ada", "Hello, Ada!", "teardown for Ada"], host.Steps);
    }

    [Fact]
    public void A_startup_class_and_a_module_add_services()
    {
        TestHost host = new TestHost().Task<Greet>().With(host => host
            .UseStartup<Startup>()
            .UseModule<GreetingModule>());
        Assert.Equal(0, host.Run("-t", "Greet", "--name=Ada"));
        Assert.Equal(["Welcome, Ada!"], host.Steps);
    }

    [Fact]
    public void A_task_of_another_context_is_left_out_with_a_warning()
    {
        TestHost host = new TestHost().Task<Greet>().With(host => host.UseModule<GreetingModule>());
        Assert.Equal(1, host.Run("-t", "Greet"));
        Assert.Contains("Task 'Greet' cannot be used since the context isn't convertible to", host.Output);
        Assert.Equal("Error: The target 'Greet' was not found.\n", host.Errors);
    }

    [Fact]
    public void The_context_says_what_is_wrong_with_the_arguments()
    {
        TestHost host = new TestHost().With(host => host.UseContext<GreetingContext>());
        Assert.Equal(64, host.Run());
        Assert.Equal("Error: Who is it? Pass --name.\n", host.Errors);
    }

    [Fact]
    public void The_public_tasks_of_an_added_assembly_are_found()
    {
        TestHost host = new TestHost().With(host => host.AddAssembly(typeof(ExportedTask).Assembly));
        Assert.Equal(0, host.Run("--target", nameof(ExportedTask)));
        Assert.Equal(["exported"], host.Steps);
    }

    [Fact]
    public void The_other_tasks_of_an_added_assembly_are_not_found()
    {
        TestHost host = new TestHost().With(host => host.AddAssembly(typeof(Greet).Assembly));
        Assert.Equal(1, host.Run("--target", nameof(Greet)));
        Assert.Equal("Error: The target 'Greet' was not found.\n", host.Errors);
    }

    private sealed record Greeting(string Word);

    private sealed class GreetingContext(ICakeContext context) : FrostingContext(context)
    {
        public string Name { get; } = context.Arguments.GetArgument("name") ?? throw new CakeException(64, "Who is it? Pass --name.");
    }

    private sealed class GreetingLifetime(Steps steps) : FrostingLifetime<GreetingContext>
    {
        public override void Setup(GreetingContext context, ISetupContext info) => steps.Add("setup for " + context.Name);

        public override void Teardown(GreetingContext context, ITeardownContext info) => steps.Add("teardown for " + context.Name);
    }

    private sealed class Greet(Steps steps, Greeting greeting) : FrostingTask<GreetingContext>
    {
        public override void Run(GreetingContext context) => steps.Add($"{greeting.Word}, {context.Name}!");
    }

    private sealed class Startup : IFrostingStartup
    {
        public void Configure(IServiceCollection services) => services.UseContext<GreetingContext>();
    }

    private sealed class GreetingModule : ICakeModule
    {
        public void Register(ICakeContainerRegistrar registrar) => registrar.RegisterInstance(new Greeting("Welcome")).Singleton();
    }
}
